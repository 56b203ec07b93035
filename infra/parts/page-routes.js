// Runs at CloudFront before the bucket is asked: addresses of pages, which have no dot, are answered by the page that
// finds its own way. What has a dot is a file, and is there or is not.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by its name
function handler(event) {
  const { request } = event
  if (request.uri === '/api/docs') request.uri = '/api-docs.html'
  else if (!request.uri.includes('.')) request.uri = '/index.html'
  return request
}
