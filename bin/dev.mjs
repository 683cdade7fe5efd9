// `npm run dev`: the same server, with Next compiling pages as they are asked for.
import { become, installIfNeeded, node, run } from './bootstrap.mjs'

await run(() => {
  installIfNeeded()
  become([node, 'server.ts'], { NODE_ENV: 'development' })
})
