/**
 * The officer signs in anew, in another window, with the provider asking who it is whatever it remembers. Where windows are
 * refused the whole page goes, and comes back.
 */
import { adopt, anew, beginSignIn, privateLockName, provedChannelName } from './session.ts'
import type { Tokens } from './sign-in.ts'

const windowName = 'jigikan-anew'
let waiting: BroadcastChannel | undefined

/** Calls `proved` once it was the same officer. Asked again, the window before is given up. */
export function proveAgain(proved: () => void): void {
  waiting?.close()
  const channel = new BroadcastChannel(provedChannelName)
  waiting = channel
  channel.onmessage = ({ data }: MessageEvent<Tokens>) => {
    channel.close()
    sessionStorage.removeItem(privateLockName)
    if (adopt(data) === 'same') proved()
  }
  const opened = window.open(`/signed-in?${anew}`, windowName, 'popup,width=520,height=760')
  if (!opened) beginSignIn(location.pathname + location.search, true).catch(() => channel.close())
}
