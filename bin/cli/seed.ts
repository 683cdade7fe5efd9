import { Command } from 'commander'
import { operator } from './operator.ts'
import { print } from './terminal.ts'

/** `rollcall seed`: sample data. */
export const seedCommand = (): Command =>
  new Command('seed')
    .description('fill an empty database with two identity providers, forty people and a fortnight of sync logs')
    .action(async () => {
      const { seed } = await import('#lib/services/seed/index.ts')
      const { idps } = await seed(operator())
      print(`Sample data added: ${idps.map(({ name, id }) => `${name} (${id})`).join(', ')}`)
    })
