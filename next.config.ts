import type { NextConfig } from 'next'

const config: NextConfig = {
  // A second build beside a running development server (the end-to-end tests) needs its own folder.
  distDir: process.env['NEXT_DIST_DIR'] ?? '.next',
  // Kept out of the bundle: native code, and one copy of Drizzle shared with what server.ts loads.
  serverExternalPackages: ['better-sqlite3', 'drizzle-orm', 'pg', '@node-rs/argon2', 'selfsigned'],
  poweredByHeader: false,
  // server.ts and the SCIM service answer trailing slashes themselves.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // IdP metadata of up to 1 MiB, wrapped in an action's arguments.
  // Without `useOffline` a click while the server restarts replaces the page by the browser's own error.
  experimental: { serverActions: { bodySizeLimit: '2mb' }, useOffline: true },
  typescript: { ignoreBuildErrors: true },
}

export default config
