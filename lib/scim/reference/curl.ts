import { quoted } from '../curl.ts'
import { operationOf, targetOf } from './examples.ts'
import { printed, type Step } from './step.ts'

/**
 * A request of the reference as a command line for a POSIX shell, sent to `endpoint`. Secrets are left to whoever runs it:
 * `$SCIM_TOKEN`, `$CLIENT_SECRET`.
 */
export function exampleCurl(step: Step, endpoint: string): string {
  const { method, access } = operationOf(step)
  const { headers = {}, body, form } = step
  // curl itself escapes the query of a read: a filter stays readable.
  const query = method === 'GET' ? Object.entries(step.query ?? {}) : []
  const target = query.length > 0 ? targetOf({ ...step, query: {} }) : targetOf(step)
  return [
    // With -i, since what matters of some answers is in their headers.
    `curl -i ${query.length > 0 ? '-G' : `-X ${method}`} ${quoted(endpoint + target)}`,
    ...query.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
    ...(access === 'bearer' && step.status !== 401 ? ['-H "Authorization: Bearer $SCIM_TOKEN"'] : []),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/scim+json'", `--data-raw ${quoted(JSON.stringify(body, null, 2))}`]),
    ...Object.entries(form ?? {}).map(([name, value]) =>
      value === printed.secret ? `--data-urlencode "${name}=$CLIENT_SECRET"` : `-d ${quoted(`${name}=${value}`)}`,
    ),
  ].join(' \\\n  ')
}

/** What the reference prints, as it would be of this endpoint. */
export const ofEndpoint = (text: string, { endpoint, idpId }: { endpoint: string; idpId: string }): string =>
  text.replaceAll(printed.endpoint, endpoint).replaceAll(printed.idpId, idpId)
