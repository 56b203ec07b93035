/** A page to read the staff API by: Swagger UI on the document that the API serves of itself. */
import './reader.css'
import 'swagger-ui-dist/swagger-ui.css'
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'

SwaggerUI({
  domNode: document.getElementById('reader'),
  url: '/api/openapi.json',
  deepLinking: true,
  // A token that was typed in is forgotten with the page.
  persistAuthorization: false,
  tryItOutEnabled: false,
})
