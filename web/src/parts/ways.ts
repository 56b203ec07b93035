/** The console's pages in the order of the bar, and who has a way to each. What a narrow screen has no room for waits under “more”. */
import type { Me } from '../../../shared/contracts/staff-api.ts'
import type { TextKey } from '../../../shared/i18n/console-texts.ts'
import { hasPrivateDesk } from '../store/me.ts'
import { unsent } from '../store/unsent.ts'
import type { IconName } from './icon.tsx'

export interface Way {
  readonly to: string
  readonly icon: IconName
  readonly label: TextKey
  readonly isFor: (officer: Me | undefined) => boolean
  /** Other addresses of the same place. */
  readonly also?: string
  /** How much waits there. */
  readonly count?: () => number
}

/** There as long as something waits. */
const count = (): number => unsent.value.waiting + unsent.value.stopped

export const ways: readonly Way[] = [
  { to: '/', icon: 'inbox', label: 'nav.queue', isFor: () => true, also: '/plaintes/' },
  {
    to: '/a-envoyer',
    icon: 'send',
    label: 'nav.outbox',
    isFor: () => count() > 0,
    count,
  },
  {
    to: '/registre-papier',
    icon: 'note',
    label: 'nav.register',
    isFor: (officer) => officer?.role === 'relay',
  },
  {
    to: '/nouvelle-plainte',
    icon: 'plus',
    label: 'nav.file',
    isFor: (officer) => officer?.deeds.includes('file') ?? false,
  },
  {
    to: '/paiements',
    icon: 'calendar',
    label: 'nav.payments',
    isFor: (officer) => (officer?.payments.length ?? 0) > 0,
    also: '/incidents/',
  },
  { to: '/espace-reserve', icon: 'shield', label: 'nav.private', isFor: hasPrivateDesk },
  { to: '/tableau', icon: 'chart', label: 'nav.dashboard', isFor: () => true, also: '/rapport' },
  {
    to: '/registres',
    icon: 'refresh',
    label: 'nav.consumers',
    isFor: (officer) => officer?.operations ?? false,
  },
  {
    to: '/operations',
    icon: 'pulse',
    label: 'nav.operations',
    isFor: (officer) => officer?.operations ?? false,
    also: '/empreintes',
  },
  {
    to: '/administration',
    icon: 'person',
    label: 'nav.admin',
    isFor: (officer) => officer?.operations ?? false,
  },
]

export const isAt = ({ to, also }: Way, path: string): boolean =>
  (to === '/' ? path === '/' : path.startsWith(to)) || (also !== undefined && path.startsWith(also))
