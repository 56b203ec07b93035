/** How many complaints the device has taken in while it is prepared for the first time. */
import { signal } from '@preact/signals'

export const preparing = signal<number | undefined>(undefined)
