import { AppError } from '#lib/errors.ts'

/** A user as an administrator, or a line of a CSV file, describes it. */
export type UserEntry = {
  /** `user@domain`. */
  userName: string
  name: string
  /** By name; they are groups of the same directory. */
  groups: string[]
  department: string
  active: boolean
  comments: string
}

/** A group or a department. */
export type NamedEntry = { name: string; comments: string }

/** What a form showed of it when it was opened. */
export type SeenNamed = { version: number; entry: NamedEntry }

/** What is wrong with a field, in words for whoever filled it in. */
export type Problem<Field extends string = string> = { field: Field; message: string }

/** The longest that is accepted, in characters; groups also in number. */
export const limits = { userName: 127, name: 127, groups: 127, groupName: 128, department: 128, comments: 10_240 }

/** Everything that is wrong with a user; nothing when it can be saved. Text is expected to be trimmed. */
export const userProblems = (entry: UserEntry): Problem<keyof UserEntry>[] => [
  ...userNameProblems(entry.userName),
  ...textProblems('name', 'User Name', entry.name, limits.name),
  ...groupProblems(entry.groups),
  ...textProblems('department', 'Department', entry.department, limits.department),
  ...commentProblems(entry.comments),
]

/** The same of a group or department. `noun`: what it is called. */
export const namedProblems = (entry: NamedEntry, noun: 'Group' | 'Department'): Problem<keyof NamedEntry>[] => [
  ...(entry.name === '' ? [{ field: 'name' as const, message: `A ${noun.toLowerCase()} needs a Name.` }] : []),
  ...textProblems('name', 'Name', entry.name, noun === 'Group' ? limits.groupName : limits.department),
  ...commentProblems(entry.comments),
]

/** Throws the first of the problems, at its field, for a form to show. */
export function requireNone(problems: readonly Problem[]): void {
  const first = problems[0]
  if (first) throw new AppError('invalid', first.message, { field: first.field })
}

/** Entries as they are kept: without space around text, and each group once, whatever its case. */
export const tidyUser = (entry: UserEntry): UserEntry => ({
  userName: entry.userName.trim(),
  name: entry.name.trim(),
  groups: [...new Map(entry.groups.map((name) => [name.trim().toLowerCase(), name.trim()])).values()].filter(Boolean),
  department: entry.department.trim(),
  active: entry.active,
  comments: entry.comments.trim(),
})

export const tidyNamed = (entry: NamedEntry): NamedEntry => ({
  name: entry.name.trim(),
  comments: entry.comments.trim(),
})

function userNameProblems(userName: string): Problem<'userName'>[] {
  if (userName === '') return [{ field: 'userName', message: 'A user needs a User ID, such as dana@example.com.' }]
  if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(userName)) {
    return [
      { field: 'userName', message: `User ID “${shortened(userName)}” does not have the form user@domain.` },
      ...textProblems('userName', 'User ID', userName, limits.userName),
    ]
  }
  return textProblems('userName', 'User ID', userName, limits.userName)
}

function groupProblems(groups: readonly string[]): Problem<'groups'>[] {
  const many =
    groups.length > limits.groups
      ? [{ field: 'groups' as const, message: `${groups.length} groups are more than the ${limits.groups} accepted.` }]
      : []
  return [...many, ...groups.flatMap((group) => textProblems('groups', 'Group name', group, limits.groupName))]
}

/** Comments may have line breaks. */
const commentProblems = (comments: string): Problem<'comments'>[] =>
  textProblems('comments', 'Comments', comments.replaceAll(/[\n\r\t]/g, ' '), limits.comments)

// oxlint-disable-next-line no-control-regex -- control characters, and marks that turn text around, are what it looks for
const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/

function textProblems<Field extends string>(
  field: Field,
  label: string,
  text: string,
  longest: number,
): Problem<Field>[] {
  const { length } = Array.from(text)
  if (length > longest) {
    return [
      {
        field,
        message: `${label} has ${length.toLocaleString('en')} characters; at most ${longest.toLocaleString('en')} are accepted.`,
      },
    ]
  }
  return unseen.test(text)
    ? [{ field, message: `${label} “${shortened(text)}” has a character that does not show, such as a line break.` }]
    : []
}

const shortened = (text: string): string => {
  // oxlint-disable-next-line no-control-regex -- what does not show is left out of the message too
  const shown = text.replaceAll(new RegExp(unseen, 'g'), '\u00b7')
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
}
