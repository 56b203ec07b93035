/** A newer console that waits on the device to be taken. */
import { signal } from '@preact/signals'

export const newVersion = signal<{ readonly take: () => void } | undefined>(undefined)
