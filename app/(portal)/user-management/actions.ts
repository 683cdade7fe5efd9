'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { deletionPhrase } from '#components/user-management/actions.ts'
import { store } from '#db/index.ts'
import { listDirectoryDepartments } from '#db/queries/directory-departments.ts'
import { listDirectories } from '#db/queries/directory-merge.ts'
import { listLocalGroupNames } from '#db/queries/directory-people.ts'
import { AppError } from '#lib/errors.ts'
import { action } from '#lib/http/action.ts'
import * as directory from '#lib/services/directory/index.ts'
import { directoryUsers } from '#lib/table/directory-users.ts'
import { readRowId, withDirectories } from '#lib/table/directories.ts'
import { loadTableQuery } from '#lib/table/url.ts'

// Shapes only: what a User ID or a name may be is judged by the services, which name the field.
const text = z.string().max(20_000)
const id = z.string().max(64)
const place = z.object({ idpId: z.string().regex(/^\d{1,32}$/), id })
const places = z.array(place).max(1_000)
const version = z.number().int()
const userEntry = z.object({
  userName: text,
  name: text,
  groups: z.array(text).max(1_000),
  department: text,
  active: z.boolean(),
  comments: text,
})
const namedEntry = z.object({ name: text, comments: text })
const selection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('these'), ids: z.array(z.string().max(128)).max(100_000) }),
  z.object({
    kind: z.literal('matching'),
    query: z.string().max(8_000),
    total: z.number(),
    isTotalCapped: z.boolean(),
  }),
])

const refresh = () => revalidatePath('/user-management', 'layout')

export const listChoices = action.action(async () => {
  const q = store().report
  const [groups, departments] = await Promise.all([
    listLocalGroupNames(q),
    listDirectoryDepartments(q, {
      page: 1,
      size: 500,
      sort: [],
      filters: {},
      range: { from: undefined, to: undefined },
    }),
  ])
  return { groups, departments: departments.rows.map((row) => row.name) }
})

export const createUser = action.inputSchema(userEntry).action(async ({ parsedInput, ctx }) => {
  const made = await directory.createUser(parsedInput, ctx.actor)
  refresh()
  return made
})

export const changeUser = action
  .inputSchema(z.object({ place, version, entry: userEntry, opened: userEntry }))
  .action(async ({ parsedInput, ctx }) => {
    const { entry, version: seen, opened } = parsedInput
    await directory.changeUser(parsedInput.place, entry, seen, ctx.actor, opened)
    refresh()
    return { isDone: true }
  })

export const setUsersActive = action
  .inputSchema(z.object({ places, active: z.boolean() }))
  .action(async ({ parsedInput, ctx }) => {
    const result = await directory.setUsersActive(parsedInput.places, parsedInput.active, ctx.actor)
    refresh()
    return result
  })

export const setSelectedActive = action
  .inputSchema(z.object({ selection, active: z.boolean() }))
  .action(async ({ parsedInput, ctx }) => {
    const chosen = await placesOf(parsedInput.selection)
    const result = await directory.setUsersActive(chosen, parsedInput.active, ctx.actor)
    refresh()
    return result
  })

export const countSelected = action
  .inputSchema(z.object({ selection }))
  .action(async ({ parsedInput }) => directory.countEditable(await placesOf(parsedInput.selection)))

export const deleteUser = action.inputSchema(z.object({ place })).action(async ({ parsedInput, ctx }) => {
  const result = await directory.deleteUsers([parsedInput.place], ctx.actor)
  refresh()
  return result
})

export const deleteSelected = action
  .inputSchema(z.object({ selection, typed: z.string().max(100) }))
  .action(async ({ parsedInput, ctx }) => {
    const chosen = await placesOf(parsedInput.selection)
    const { editable } = await directory.countEditable(chosen)
    if (parsedInput.typed.trim() !== deletionPhrase(editable)) {
      throw new AppError('changed', `The selection is ${editable.toLocaleString('en')} users by now. Look at it again.`)
    }
    const result = await directory.deleteUsers(chosen, ctx.actor)
    refresh()
    return result
  })

export const createGroup = action.inputSchema(namedEntry).action(async ({ parsedInput, ctx }) => {
  const made = await directory.createGroup(parsedInput, ctx.actor)
  refresh()
  return { id: made }
})

export const changeGroup = action
  .inputSchema(z.object({ id, version, entry: namedEntry, opened: namedEntry }))
  .action(async ({ parsedInput, ctx }) => {
    const { id: groupId, entry, version: seen, opened } = parsedInput
    await directory.changeGroup(groupId, entry, { version: seen, entry: opened }, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const deleteGroup = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  const gone = await directory.deleteGroup(parsedInput.id, ctx.actor)
  refresh()
  return gone
})

export const createDepartment = action.inputSchema(namedEntry).action(async ({ parsedInput, ctx }) => {
  const made = await directory.createDepartment(parsedInput, ctx.actor)
  refresh()
  return { id: made }
})

export const changeDepartment = action
  .inputSchema(z.object({ id, version, entry: namedEntry, opened: namedEntry }))
  .action(async ({ parsedInput, ctx }) => {
    const { id: departmentId, entry, version: seen, opened } = parsedInput
    const changed = await directory.changeDepartment(departmentId, entry, { version: seen, entry: opened }, ctx.actor)
    refresh()
    return changed
  })

export const deleteDepartment = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  const gone = await directory.deleteDepartment(parsedInput.id, ctx.actor)
  refresh()
  return gone
})

/** The users of a selection: those that were ticked, or all that match and can be changed by hand. */
async function placesOf(chosen: z.infer<typeof selection>): Promise<directory.UserPlace[]> {
  if (chosen.kind === 'these') return chosen.ids.flatMap((row) => readRowId(row) ?? [])
  const definition = withDirectories(directoryUsers, await listDirectories(store().report))
  const parameters = Object.fromEntries(new URLSearchParams(chosen.query))
  return directory.listEditableMatching(await loadTableQuery(definition, Promise.resolve(parameters), new Date()))
}
