/**
 * A first guess at what a free SMS is about, so that it lands near the right desk; staff check every guess. Stems without
 * accents, in French. The first row with a hit wins; no hit is no guess.
 */
import type { FiledCategory } from './categories.ts'

const rows: readonly (readonly [FiledCategory, readonly string[]])[] = [
  [
    '4.1',
    ['corrup', 'pot de vin', 'bakchich', 'demande de l argent', 'reclame de l argent', 'payer pour', 'frais'],
  ],
  [
    '4.2',
    [
      'pris mon argent',
      'pris notre argent',
      'coupe mon argent',
      'garde mon argent',
      'vole mon argent',
      'detourn',
    ],
  ],
  ['7.1', ['menac', 'danger', 'arme', 'tuer']],
  [
    '2.2',
    [
      'sim vole',
      'sim perdu',
      'telephone perdu',
      'telephone vole',
      'perdu mon telephone',
      'perdu ma sim',
      'vole mon telephone',
    ],
  ],
  ['2.1', ['carte perdu', 'carte abim', 'perdu ma carte', 'carte casse', 'carte']],
  ['2.4', ['code oubli', 'oublie mon code', 'compte bloqu', 'code bloqu']],
  ['2.3', ['nouveau numero', 'change de numero', 'change mon numero', 'numero change']],
  ['1.3', ['moitie', 'incomplet', 'pas tout', 'une partie', 'montant']],
  ['1.2', ['retard', 'toujours pas pay', 'pas encore pay']],
  ['1.4', ['absent', 'j etais en voyage', 'pas la le jour']],
  ['1.1', ['rien recu', 'pas recu', 'pas paye', 'jamais recu', 'pas eu mon argent', 'pas d argent']],
  ['3.5', ['retire de la liste', 'enleve de la liste', 'raye']],
  ['3.1', ['pas sur la liste', 'oublie sur la liste', 'pas inscrit', 'liste']],
  ['5.2', ['farine', 'misola', 'nutrition']],
  ['5.3', ['himo', 'salaire', 'travaux']],
  ['5.5', ['subvention', 'groupement', 'agr']],
  ['9', ['merci', 'barika', 'bravo']],
]

export function guessCategory(text: string): FiledCategory | undefined {
  const plain = ` ${text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  return rows.find(([, stems]) => stems.some((stem) => plain.includes(` ${stem}`)))?.[0]
}
