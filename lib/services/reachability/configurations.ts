export type ProxyValues = {
  /** The public address: host, and port where it is not 443. */
  host: string
  port: string
  /** Where Rollcall listens, as the proxy reaches it. */
  upstream: string
}

/** A site for nginx (1.22 and later), with TLS, in front of Rollcall. */
export const nginxConfiguration = ({ host, port, upstream }: ProxyValues): string => `upstream rollcall {
  server ${upstream};
  keepalive 16;
}

server {
  listen ${port || '443'} ssl;
  server_name ${host};
  ssl_certificate /etc/ssl/rollcall.pem;
  ssl_certificate_key /etc/ssl/rollcall.key;

  # Imports and SCIM bulk requests are larger than nginx's default of 1 MB; Rollcall has limits of its own.
  client_max_body_size 1g;

  location / {
    proxy_pass http://rollcall;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    # Each replaced, so that what a caller claims does not come through.
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Host $http_host;
    proxy_set_header Forwarded "";
    # Large first synchronisations and exports take their time.
    proxy_read_timeout 120s;
    proxy_request_buffering off;
  }
}
${
  port
    ? ''
    : `
server {
  listen 80;
  server_name ${host};
  return 308 https://${host}$request_uri;
}
`
}`

/** A site for Caddy 2, which gets the certificate by itself and replaces X-Forwarded-* unless told otherwise. */
export const caddyConfiguration = ({ host, port, upstream }: ProxyValues): string => `${host}${port ? `:${port}` : ''} {
	reverse_proxy ${upstream} {
		# Exports arrive while they are written.
		flush_interval -1
		header_up -Forwarded
	}
}
`

/** What Rollcall is started with behind a proxy on the same machine. */
export const environmentLines = ({ host, port }: ProxyValues, trusted: readonly string[]): string =>
  [
    `ROLLCALL_URL=https://${host}${port ? `:${port}` : ''}`,
    `ROLLCALL_TRUSTED_PROXIES=${(trusted.length > 0 ? trusted : ['127.0.0.1', '::1']).join(',')}`,
    'HOST=127.0.0.1',
    '',
  ].join('\n')
