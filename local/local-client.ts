/** What an AWS client needs to speak to an engine of this machine; the engines take any name and secret. */
export const localClientOptions = (endpoint: string) => ({
  endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
})
