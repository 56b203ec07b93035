declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface ReaderOptions {
    readonly domNode: HTMLElement | null
    readonly url: string
    readonly deepLinking: boolean
    readonly persistAuthorization: boolean
    readonly tryItOutEnabled: boolean
  }
  export default function SwaggerUI(options: ReaderOptions): unknown
}
