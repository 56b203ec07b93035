/** Who is looking at what, as it is kept for a moment. */
import type { Seen } from '../domain/officer.ts'

export interface Present {
  readonly officerId: string
  readonly name: string
  readonly complaintId: string
  readonly writing: boolean
  readonly at: string
  /** Of the complaint as it was then: who may know that somebody looks at it. */
  readonly seen: Seen
}
export interface Presences {
  put(present: Present): Promise<void>
  /** Nothing, when the officer looks at another one by now. */
  leave(officerId: string, complaintId: string): Promise<void>
  /** Said since an instant. */
  since(at: Date): Promise<readonly Present[]>
}
