/** The vault of whoever is signed in, opened once. A browser may refuse to keep anything: `refused` says so. */
import { signal } from '@preact/signals'
import { subjectOfSession } from '../session.ts'
import { openVault, type Vault, wipeVault } from './vault.ts'

export const refused = signal(false)

let opened: { readonly subject: string; readonly vault: Promise<Vault> } | undefined

export async function deviceVault(): Promise<Vault> {
  const subject = subjectOfSession()
  if (!subject) throw new Error('Nobody is signed in.')
  if (opened?.subject !== subject) opened = { subject, vault: openVault(subject) }
  try {
    return await opened.vault
  } catch (fault) {
    refused.value = true
    throw fault
  }
}

export async function wipeDevice(): Promise<void> {
  const subject = subjectOfSession()
  opened = undefined
  if (subject) await wipeVault(subject).catch(() => undefined)
}
