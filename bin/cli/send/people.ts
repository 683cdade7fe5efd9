/** A person as an identity provider knows them. */
export type Person = {
  /** From 0. */
  index: number
  givenName: string
  familyName: string
  userName: string
  title: string
  department: string
  /** The IdP's own id. */
  externalId: string
}

const givenNames =
  'Aino Amara Anders Beatriz Bilal Camille Chidi Daria Dmitri Elif Esther Farid Finn Giulia Greta Hana Hassan Hiro Ines Ivana Jakub Jonas Kavya Keiko Lars Leila Maren Mei Milan Nikhil Noor Olga Otto Pablo Priya Quyen Rania Rosa Samuel Sofia Tariq Tess Umar Valeria Wren Yara Yusuf Zofia'.split(
    ' ',
  )
const familyNames =
  'Adeyemi Almeida Andersen Banerjee Becker Benali Carvalho Chen Cohen Demir Dubois Eze Ferrari Fischer Garcia Haddad Horvat Hughes Iglesias Jansen Keller Kowalski Larsen Laurent Lindqvist Marchetti Menon Mori Nakamura Nilsen Novak Okafor Petrenko Rahimi Rao Rojas Sato Silva Solberg Sousa Tanaka Tran Virtanen Volkov Weber Yilmaz Zhang Zimmer'.split(
    ' ',
  )
const departments = ['Engineering', 'Product', 'Sales', 'Support', 'Finance', 'People', 'Operations', 'Legal']
const titles = ['Analyst', 'Associate', 'Engineer', 'Lead', 'Manager', 'Partner', 'Planner', 'Specialist']

/** The same people for the same seed, each with a userName of their own. */
export function personAt(seed: number, index: number, domain: string): Person {
  const random = mulberry(seed * 1_000_003 + index)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  const [givenName, familyName] = [pick(givenNames), pick(familyNames)]
  return {
    index,
    givenName,
    familyName,
    userName: `${givenName}.${familyName}.${index + 1}@${domain}`.toLowerCase(),
    title: pick(titles),
    department: pick(departments),
    externalId: identifier(random),
  }
}

/** A group, and who is in it: everybody whose place it divides. The first is everybody's. */
export type Group = { index: number; name: string; externalId: string; holds: (person: Person) => boolean }

export function groupAt(seed: number, index: number): Group {
  const random = mulberry(seed * 7_000_003 + index)
  const department = departments[(index - 1) % departments.length] ?? ''
  const round = Math.floor((index - 1) / departments.length)
  return {
    index,
    name: index === 0 ? 'Everyone' : `${department}${round === 0 ? '' : ` ${round + 1}`}`,
    externalId: identifier(random),
    holds:
      index === 0
        ? () => true
        : (person) => person.department === department && (round === 0 || person.index % (round + 1) === 0),
  }
}

/** A number from 0 to 1 at each call, the same for the same seed (Mulberry32). */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** In the form of a UUID. */
function identifier(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
