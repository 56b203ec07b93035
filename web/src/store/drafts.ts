/**
 * What was typed and not yet sent, per complaint and form. It survives a reload, another officer's change and a sign-in;
 * it lies sealed, and is wiped at sign-out and after seven days. Drafts of the private desk stay in memory and go with the page.
 *
 * Each form also keeps the idempotency key of the write it is trying: the same words tried again carry the same key.
 */
import { signal } from '@preact/signals'
import { deviceVault } from './device-vault.ts'
import type { DraftBox, Words } from './draft-box.ts'
import { me } from './me.ts'
import { draftPrefix, type Vault } from './vault.ts'

interface Intent {
  readonly key: string
  /** The body that the key stands for. */
  readonly of: string
}
interface Kept {
  /** `form.field` → what was typed. */
  readonly words: Readonly<Record<string, string>>
  /** form → its intended write. */
  readonly intents: Readonly<Record<string, Intent>>
  readonly at: number
}
const keptForMs = 7 * 24 * 3_600_000

/** A browser in private mode may refuse: then drafts last as long as the page, and `refused` says so. */
export const refused = signal(false)

async function onDisk<T>(act: (inside: Vault) => Promise<T>): Promise<T | undefined> {
  try {
    return await act(await deviceVault())
  } catch {
    refused.value = true
    return undefined
  }
}

const empty: Kept = { words: {}, intents: {}, at: 0 }
const isEmpty = ({ words }: Kept): boolean => Object.values(words).every((word) => word.trim() === '')
const boxes = new Map<string, DraftBox>()

/** `persists` looks at the words each time: what has become sensitive is taken off the disk again. */
export function draftBox(name: string, persists: (words: Words) => boolean): DraftBox {
  const address = `${draftPrefix}${name}`
  const whose = `${me.value?.officerId ?? ''}/${name}`
  const known = boxes.get(whose)
  if (known) return known

  let current = empty
  const words = signal<Words>({})
  /** A box that keeps nothing even when it is empty never touches the disk. */
  const mayPersist = persists({})
  let saving = false
  let newer = false

  /** At every keystroke, one write at a time, the newest last: a page that is closed has no time left to save. */
  const save = async (): Promise<void> => {
    newer = true
    if (saving) return
    saving = true
    while (newer) {
      newer = false
      const now = current
      const keep = !isEmpty(now) && persists(now.words)
      await onDisk((inside) => (keep ? inside.write(address, now) : inside.remove(address)))
    }
    saving = false
  }
  const change = (next: Partial<Kept>): void => {
    current = { ...current, ...next, at: Date.now() }
    words.value = current.words
    if (mayPersist) save()
  }
  const without = <T>(record: Readonly<Record<string, T>>, form: string): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== form && !key.startsWith(`${form}.`)))

  if (mayPersist) {
    onDisk((inside) => inside.read<Kept>(address)).then((found) => {
      if (!found || Date.now() - found.at > keptForMs) return
      // What was typed while the disk was read is newer.
      current = {
        ...found,
        words: { ...found.words, ...current.words },
        intents: { ...found.intents, ...current.intents },
      }
      words.value = current.words
    })
  }

  const box: DraftBox = {
    words,
    persists: () => persists(words.value),
    read: (form, field) => words.value[`${form}.${field}`] ?? '',
    write: (form, field, value) => change({ words: { ...current.words, [`${form}.${field}`]: value } }),
    fieldsOf: (form) =>
      Object.fromEntries(
        Object.entries(words.value)
          .filter(([key]) => key.startsWith(`${form}.`))
          .map(([key, value]) => [key.slice(form.length + 1), value]),
      ),
    keyFor: (form, body) => {
      const of = JSON.stringify(body)
      const last = current.intents[form]
      if (last?.of === of) return last.key
      const key = crypto.randomUUID()
      change({ intents: { ...current.intents, [form]: { key, of } } })
      return key
    },
    forget: (form) =>
      change({ words: without(current.words, form), intents: without(current.intents, form) }),
  }
  boxes.set(whose, box)
  return box
}

/** Texts begun on this device and not sent. */
export async function countDrafts(): Promise<number> {
  return (await onDisk((inside) => inside.list(draftPrefix)))?.length ?? 0
}

export async function wipeDrafts(): Promise<void> {
  boxes.clear()
  await onDisk(async (inside) => inside.remove(...(await inside.list(draftPrefix))))
}

/** Drops what nobody came back to. */
export async function sweepDrafts(): Promise<void> {
  await onDisk(async (inside) => {
    for (const address of await inside.list(draftPrefix)) {
      const kept = await inside.read<Kept>(address)
      if (kept && Date.now() - kept.at > keptForMs) await inside.remove(address)
    }
  })
}
