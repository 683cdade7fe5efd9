import type { Platform } from '#lib/policy/rule.ts'
import { lately } from './lately.ts'

/** As Chromium's browsers name them in Sec-CH-UA-Platform (User-Agent Client Hints §3.5). */
const hinted = new Map<string, Platform>([
  ['windows', 'windows'],
  ['macos', 'mac'],
  ['linux', 'linux'],
  ['ios', 'ios'],
  ['android', 'android'],
])

/** By the User-Agent; the first that matches. Android's says Linux, too, and that of an iPhone Mac OS X. */
const systems: readonly (readonly [Platform | undefined, RegExp])[] = [
  ['ios', /\b(iPhone|iPad|iPod)\b/],
  ['android', /\bAndroid\b/],
  // ChromeOS is none of the platforms that policies know.
  [undefined, /\bCrOS\b/],
  ['windows', /\bWindows\b/],
  ['mac', /\bMac(intosh| OS X)\b/],
  ['linux', /\bLinux\b/],
]

/** The platform that a browser says it runs on. It may say what it likes; undefined when it says nothing that is known. */
export function platformOf(sent: { userAgent: string; platformHint: string | undefined }): Platform | undefined {
  if (sent.platformHint !== undefined) {
    const name = sent.platformHint.replaceAll('"', '').trim().toLowerCase()
    if (name !== '' && name !== 'unknown') return hinted.get(name)
  }
  return ofUserAgent(sent.userAgent)
}

const ofUserAgent = lately((userAgent) => systems.find(([, pattern]) => pattern.test(userAgent))?.[0])
