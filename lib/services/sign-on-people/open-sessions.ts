import type { OpenBounds } from '#db/queries/list-user-sessions.ts'
import type { Reader } from '#db/store.ts'
import { authenticationSettings, userSessionLifetime } from '../authentication-settings/settings.ts'
import { idleMs } from '../sign-on/user-sessions.ts'

/** What tells an open session from one that is over without anybody having ended it, as sign-in itself checks them. */
export async function openBounds(q: Reader, now: Date): Promise<OpenBounds> {
  const settings = await authenticationSettings(q)
  const lifetime = userSessionLifetime(settings)
  const idle = lifetime.endsWithBrowser ? idleMs.endsWithBrowser : idleMs.otherwise
  const since = Math.max(now.getTime() - lifetime.ms, settings.reauthenticateSince?.getTime() ?? 0)
  return { now, startedAfter: new Date(since), seenAfter: new Date(now.getTime() - idle) }
}
