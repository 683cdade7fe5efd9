import { AppError } from '#lib/errors.ts'
import { parseExemptedUrl } from './entry.ts'

/**
 * The PAC file: a function that browsers ask where each request goes. Exempted hosts go straight to the internet, so that
 * people can reach their IdP before they are signed in; everything else goes to the proxy. Written in the JavaScript that
 * the oldest of PAC interpreters read, and free of what reaches the network (dnsResolve and its like).
 * @param proxy `host:port`; empty: everything goes straight, and the file says so.
 */
export function pacFile(urls: readonly string[], proxy: string): string {
  const entries = urls.map(parseExemptedUrl)
  const hosts = entries.filter((each) => !each.isDomain && each.path === '').map((each) => each.host)
  const domains = entries.filter((each) => each.isDomain && each.path === '').map((each) => each.host)
  const paths = entries.flatMap(({ host, isDomain, path }) => (path === '' ? [] : [[host, isDomain, path]]))
  return `// Rollcall: Exempted URLs go straight to the internet, everything else to the proxy.
var hosts = ${list(hosts)};
var domains = ${list(domains)};
// [host, whether hosts within it count too, path]: seen on http alone, since browsers hide the path of https.
var paths = ${list(paths)};

function isIn(host, domain) {
  var end = '.' + domain;
  return host === domain || host.slice(-end.length) === end;
}

function hasPath(url, path) {
  var rest = url.replace(/^http:\\/\\/[^\\/?#]*/i, '').replace(/[?#].*$/, '');
  return rest === path || rest.slice(0, path.length + 1) === path + '/';
}

function isExempted(url, host) {
  var i;
  for (i = 0; i < hosts.length; i++) if (host === hosts[i]) return true;
  for (i = 0; i < domains.length; i++) if (isIn(host, domains[i])) return true;
  if (!/^http:/i.test(url)) return false;
  for (i = 0; i < paths.length; i++) {
    if (host !== paths[i][0] && !(paths[i][1] && isIn(host, paths[i][0]))) continue;
    if (hasPath(url, paths[i][2])) return true;
  }
  return false;
}

function FindProxyForURL(url, host) {
  if (isExempted(url, host.toLowerCase().replace(/\\.$/, ''))) return 'DIRECT';
  return ${proxy === '' ? "'DIRECT'" : JSON.stringify(`PROXY ${proxy}`)};
}
`
}

/** Entries are plain ASCII (entry.ts), so that JSON is JavaScript of any age. */
const list = (items: readonly unknown[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]`

/** The proxy as stored, `host:port`; empty stays empty. Throws `AppError` `invalid` for field `pacProxy`. */
export function readProxy(text: string): string {
  const proxy = text.trim().toLowerCase()
  if (proxy === '') return ''
  const found = /^(?<host>[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\]):(?<port>\d{1,5})$/.exec(proxy)
  const port = Number(found?.groups?.['port'])
  if (found && port >= 1 && port <= 65_535 && URL.canParse(`http://${proxy}`)) return proxy
  throw new AppError('invalid', 'Proxy: enter a host and a port, such as proxy.example.com:8080.', {
    field: 'pacProxy',
  })
}
