/** An officer announces a file and is told where to send it; later he stops it, or has it go on where it stopped. */
import { badRowsKeyOf, fileKeyOf, type ImportDefaults, type ImportFile } from '../domain/import-file.ts'
import { importKindOf, maySeeFile } from '../domain/import-kinds.ts'
import type { Officer } from '../domain/officer.ts'
import { agencyNamed, programmeNamed, readRound } from '../domain/payment-words.ts'
import { Refusal } from '../domain/refusal.ts'
import { actorOf, onceOf } from './command-complaint.ts'
import type { Files, Imports } from './paydays-ports.ts'
import type { Queue, World } from './ports.ts'

export interface ImportDesk {
  readonly world: World
  readonly imports: Imports
  files(): Promise<Pick<Files, 'uploadTo' | 'downloadOf'>>
  readonly fileQueue: Queue
}

export const noSuchFile = (): Refusal => new Refusal('not-found', 'There is no such file.')
const wrong = (field: string, why: string): Refusal =>
  new Refusal('invalid', 'Something does not fit.', { fields: { [field]: why } })

function readDefaults(said: ImportDefaults): ImportDefaults {
  const programme = said.programme === undefined ? undefined : programmeNamed(said.programme)
  if (said.programme !== undefined && !programme) throw wrong('programme', 'unknown')
  const round = said.round === undefined ? undefined : readRound(said.round)
  if (said.round !== undefined && !round) throw wrong('round', 'not-a-round')
  const agency = said.agency === undefined ? undefined : agencyNamed(said.agency)
  if (said.agency !== undefined && !agency) throw wrong('agency', 'unknown')
  return {
    ...(programme ? { programme } : {}),
    ...(round ? { round } : {}),
    ...(agency ? { agency } : {}),
    ...(said.createPaydays ? { createPaydays: true } : {}),
  }
}

export interface Announced {
  readonly kind: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly dryRun: boolean
  readonly defaults: ImportDefaults
  readonly idempotencyKey?: string
}

export async function startImport(
  { world, imports, files }: ImportDesk,
  who: Officer,
  { idempotencyKey, kind, fileName, sizeBytes, dryRun, defaults }: Announced,
): Promise<{ readonly importId: string; readonly upload: Awaited<ReturnType<Files['uploadTo']>> }> {
  const of = importKindOf(kind)
  if (!of) throw wrong('kind', 'unknown')
  if (!of.may(who)) throw new Refusal('not-allowed', 'Your role does not allow this.')
  const once = onceOf(who, idempotencyKey)
  const before = once ? await imports.madeBy(once) : undefined
  const importId = before ?? world.id()
  if (!before) {
    const at = world.now().toISOString()
    const { name, unit } = actorOf(who)
    const file: ImportFile = {
      importId,
      version: 1,
      fileKind: kind,
      fileName: fileName.normalize('NFC'),
      sizeBytes,
      dryRun,
      defaults: readDefaults(defaults),
      state: 'awaiting_file',
      read: 0,
      taken: 0,
      unchanged: 0,
      bad: 0,
      planned: 0,
      by: {
        officerId: who.officerId,
        name: name ?? who.name,
        ...(unit ? { unit } : {}),
        ...(who.units[0] ? { unitId: who.units[0] } : {}),
      },
      createdAt: at,
      updatedAt: at,
    }
    await imports.create(file, once)
  }
  return { importId, upload: await (await files()).uploadTo(fileKeyOf(importId), sizeBytes) }
}

export async function readImport(
  { imports }: Pick<ImportDesk, 'imports'>,
  who: Officer,
  importId: string,
): Promise<ImportFile> {
  const file = await imports.read(importId)
  if (!file || !maySeeFile(who, file)) throw noSuchFile()
  return file
}

/** A run lasts a quarter of an hour at most: one that noted nothing for longer has died. */
const deadAfterMs = 16 * 60_000

export function importCommandsIn(file: ImportFile, now: Date): readonly ('cancel' | 'resume')[] {
  if (file.state === 'cancelled') return ['resume']
  if (file.state === 'awaiting_file') return ['cancel']
  if (file.state !== 'running') return []
  return now.getTime() - Date.parse(file.updatedAt) > deadAfterMs ? ['cancel', 'resume'] : ['cancel']
}

export async function commandImport(
  { world, imports, fileQueue }: ImportDesk,
  who: Officer,
  importId: string,
  command: 'cancel' | 'resume',
): Promise<ImportFile> {
  const file = await readImport({ imports }, who, importId)
  if (!importCommandsIn(file, world.now()).includes(command)) {
    // What was wished is so already.
    const isSo = command === 'cancel' ? file.state === 'cancelled' : file.state === 'running'
    if (isSo) return file
    throw new Refusal('wrong-state', `"${command}" is not for a file that is ${file.state}.`)
  }
  const updatedAt = world.now().toISOString()
  if (command === 'cancel') return imports.change(file, { state: 'cancelled', updatedAt })
  const state = file.digest ? 'running' : 'awaiting_file'
  const next = await imports.change(file, { state, updatedAt })
  await fileQueue.put([JSON.stringify({ key: fileKeyOf(importId) })])
  return next
}

export async function badRowsFile(
  { imports, files }: Pick<ImportDesk, 'imports' | 'files'>,
  who: Officer,
  importId: string,
): Promise<Awaited<ReturnType<Files['downloadOf']>>> {
  const file = await readImport({ imports }, who, importId)
  if (!file.badRowsKey) throw new Refusal('not-found', 'There is no file of bad rows.')
  const name = file.fileName.replace(/\.[^.]*$/, '')
  return (await files()).downloadOf(badRowsKeyOf(importId), `${name}-lignes-refusees.csv`)
}
