/**
 * Where the households of the demonstration live: the places of each programme, and others of the cash transfers. The
 * communes are true, the numbers of households are not.
 */
import type { ProgrammeId } from '../../shared/domain/programmes.ts'

export interface DemoCommune {
  readonly code: string
  readonly households: number
  /** A programme besides the cash transfers, and the share of the households that it has. */
  readonly also?: { readonly programme: ProgrammeId; readonly share: number }
  readonly villages: readonly string[]
}

const river = ['Château', 'Djoulabougou', 'Farandjiré', 'Hamdallaye', 'Médina', 'Sossokoïra'] as const
const dunes = ['Aljannabandja', 'Berrah', 'Hondoubomo', 'Kokoïra', 'Médina', 'Sahamar'] as const
const plateau = ['Dagabougou', 'Gangal', 'Hamdallaye', 'Komoguel', 'Médina Coura', 'Toguel'] as const
const south = ['Bougoudani', 'Faladjè', 'Missira', 'Sabalibougou', 'Sirakoro', 'Torokorobougou'] as const

const of = (
  code: string,
  households: number,
  villages: DemoCommune['villages'],
  also?: readonly [ProgrammeId, number],
): DemoCommune => ({
  code,
  households,
  villages,
  ...(also ? { also: { programme: also[0], share: also[1] } } : {}),
})

export const communes: readonly DemoCommune[] = [
  // Goundam and Diré
  of('63091000', 240, river, ['amss-mli1088', 0.3]),
  of('63071000', 150, river, ['amss-mli1088', 0.3]),
  of('63016000', 90, river, ['amss-mli1088', 0.3]),
  of('62091000', 170, river, ['amss-mli1088', 0.3]),
  of('62061000', 90, river, ['amss-mli1088', 0.3]),
  of('62031000', 80, river, ['amss-mli1088', 0.3]),
  // Tombouctou
  of('61091000', 140, dunes),
  of('61029000', 80, dunes),
  // Gao and Ansongo
  of('71025000', 260, dunes, ['amss-ensemble', 0.25]),
  of('71049000', 150, dunes, ['amss-ensemble', 0.25]),
  of('71091000', 150, dunes),
  of('72001000', 160, dunes, ['amss-ensemble', 0.25]),
  of('72013000', 100, dunes, ['amss-ensemble', 0.25]),
  // Bandiagara, Koro, Bankass, Mopti, Youwarou
  of('52025000', 140, plateau, ['paix-pbf', 0.5]),
  of('52037000', 130, plateau, ['paix-pbf', 0.5]),
  of('56056000', 110, plateau),
  of('53001000', 110, plateau),
  of('51021000', 150, plateau),
  of('51061000', 70, plateau),
  of('58073000', 80, plateau),
  // Macina
  of('44017000', 110, south, ['paix-pbf', 0.5]),
  of('44049000', 100, south, ['paix-pbf', 0.5]),
  // Kati
  of('25055000', 120, south),
  of('25019000', 40, south),
]
