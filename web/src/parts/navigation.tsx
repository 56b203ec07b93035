/** The ways to the console's pages: as many as the screen has room for, the others behind one button. */
import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { roomForWays } from '../store/device.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { unsent } from '../store/unsent.ts'
import { Icon } from './icon.tsx'
import { isAt, type Way, ways } from './ways.ts'

function WayLink({ way, path }: { readonly way: Way; readonly path: string }) {
  return (
    <a href={way.to} class="way" aria-current={isAt(way, path) ? 'page' : undefined}>
      <Icon name={way.icon} />
      <span>
        {text(way.label)}{' '}
        {way.count && (
          <span class={unsent.value.stopped > 0 ? 'way-count way-count-stopped' : 'way-count'}>
            {way.count()}
          </span>
        )}
      </span>
    </a>
  )
}

function MoreWays({ hidden, path }: { readonly hidden: readonly Way[]; readonly path: string }) {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = () => {
      if (menu.current) menu.current.open = false
    }
    close()
    const pressed = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || !menu.current?.open) return
      close()
      menu.current.querySelector('summary')?.focus()
    }
    const touched = ({ target }: Event) => {
      if (!menu.current?.contains(target as Node)) close()
    }
    addEventListener('keydown', pressed)
    addEventListener('pointerdown', touched)
    return () => {
      removeEventListener('keydown', pressed)
      removeEventListener('pointerdown', touched)
    }
  }, [path])
  const within = hidden.some((way) => isAt(way, path))
  return (
    <details class="more-ways" ref={menu}>
      <summary class={within ? 'way way-within' : 'way'}>
        <Icon name="more" />
        <span>{text('nav.more')}</span>
      </summary>
      <div class="more-list">
        {hidden.map((way) => (
          <WayLink key={way.to} way={way} path={path} />
        ))}
      </div>
    </details>
  )
}

export function Navigation() {
  const { path } = useLocation()
  const mine = ways.filter(({ isFor }) => isFor(me.value))
  const room = roomForWays.value
  const shown = mine.length > room ? room - 1 : mine.length
  const hidden = mine.slice(shown)
  return (
    <nav class="ways" aria-label={text('nav.label')}>
      {mine.slice(0, shown).map((way) => (
        <WayLink key={way.to} way={way} path={path} />
      ))}
      {hidden.length > 0 && <MoreWays hidden={hidden} path={path} />}
    </nav>
  )
}
