import type { ApplicationView } from '#lib/services/policy/view.ts'

/** `TCP 443 · UDP 53`. */
export const portsText = ({ tcpPorts, udpPorts }: ApplicationView['entry']): string =>
  [tcpPorts && `TCP ${tcpPorts}`, udpPorts && `UDP ${udpPorts}`].filter((text) => text !== '').join(' · ')
