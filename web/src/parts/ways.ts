/** The console's pages in the order of the bar, and who has a way to each. What a narrow screen has no room for waits under “more”. */
import type { Me } from '../../../shared/contracts/staff-api.ts'
import type { TextKey } from '../../../shared/i18n/console-texts.ts'
import { hasPrivateDesk } from '../store/me.ts'
import type { IconName } from './icon.tsx'

export interface Way {
  readonly to: string
  readonly icon: IconName
  readonly label: TextKey
  readonly isFor: (officer: Me | undefined) => boolean
  /** Other addresses of the same place. */
  readonly also?: string
}

export const ways: readonly Way[] = [
  { to: '/', icon: 'inbox', label: 'nav.queue', isFor: () => true, also: '/plaintes/' },
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
]

export const isAt = ({ to, also }: Way, path: string): boolean =>
  (to === '/' ? path === '/' : path.startsWith(to)) || (also !== undefined && path.startsWith(also))
