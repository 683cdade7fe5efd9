/** A logged request, as far as it takes to send it again. */
export type Sendable = { method: string; url: string; request: string | null }

/**
 * The request as a command line for a POSIX shell. The bearer token is left to whoever runs it (`$SCIM_TOKEN`); bodies are as
 * the log keeps them, so a value that was redacted or cut off there is so here.
 */
export const curlCommand = ({ method, url, request }: Sendable, origin: string): string =>
  [
    `curl -X ${quoted(method)} ${quoted(`${origin}${url}`)}`,
    `-H "Authorization: Bearer $SCIM_TOKEN"`,
    ...(request === null
      ? []
      : [`-H 'Content-Type: application/scim+json'`, `--data-raw ${quoted(request.replaceAll(CONTROL, ' '))}`]),
  ].join(' \\\n  ')

/** A terminal takes control characters of what is pasted for commands of its own. */
const CONTROL = /(?![\n\t])\p{Cc}/gu

/** Nothing inside single quotes means anything to a shell; a single quote itself is put between two strings. */
export const quoted = (text: string): string =>
  /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
