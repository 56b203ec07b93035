/** What we use of the `africastalking` SDK 0.8.3, as its code is; the published types describe 0.6. */
declare module 'africastalking' {
  namespace africastalking {
    interface Credentials {
      readonly username: string
      readonly apiKey: string
    }
    interface Sms {
      readonly to: string | readonly string[]
      readonly message: string
      /** Sender id or short code; sent as `from`. */
      readonly senderId?: string
      /** The gateway answers at once and sends later (status code 102). */
      readonly enqueue?: boolean
    }
    interface Client {
      readonly SMS: {
        /** Resolves with the body of a 201; rejects with an AxiosError, an Error of its own, or the body of a 200. */
        send(sms: Sms): Promise<unknown>
      }
      readonly APPLICATION: {
        fetchApplicationData(): Promise<unknown>
      }
    }
  }
  function africastalking(credentials: africastalking.Credentials): africastalking.Client
  export = africastalking
}
