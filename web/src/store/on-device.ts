/** What is known on this device, brought when it is asked for. Nobody waits for it to be kept, and nothing fails by it. */
type Known = typeof import('./known.ts')

export const onDevice = <T>(act: (known: Known) => Promise<T>): Promise<T | undefined> =>
  import('./known.ts').then(act).catch(() => undefined)
