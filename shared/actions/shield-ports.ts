/** Where what comes from one phone in a flood is kept aside together. */
export interface Shield {
  /** Adds it to what this phone sent in the same hour: nothing is dropped, and staff see one line of it. */
  group(sms: {
    readonly contactId: string
    readonly gatewayId: string
    readonly at: string
    readonly text: string
  }): Promise<void>
}
