// Runs at CloudFront before the bucket is asked: addresses of pages are answered by the page that finds its own way. A page's
// address has no dot, but for the ids of paydays, rounds and incidents; what else has one is a file, there or not.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by its name
function handler(event) {
  const { request } = event
  if (request.uri === '/api/docs') request.uri = '/api-docs.html'
  else if (/^\/(paiements|incidents)\//.test(request.uri) || !request.uri.includes('.'))
    request.uri = '/index.html'
  return request
}
