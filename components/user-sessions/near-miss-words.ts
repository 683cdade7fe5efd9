/** What a login name and the userName of a near miss differ in, for somebody to whom both may look the same. */
export function nearMissWords(loginName: string, userName: string): string {
  const [one, other] = [loginName.toLowerCase(), userName.toLowerCase()]
  const bare = (text: string) => text.replaceAll(/\s/gu, '')
  if (bare(one) === bare(other)) return 'They differ in space only.'
  const plain = (text: string) =>
    bare(text)
      .normalize('NFKD')
      .replaceAll(/[\p{Mark}\p{Cf}]/gu, '')
      .replaceAll('ı', 'i')
  if (plain(one) === plain(other)) return 'They differ in accents, dots of letters or characters that do not show.'
  const [local, domain] = split(one)
  const [otherLocal, otherDomain] = split(other)
  if (domain === otherDomain && undotted(local) === undotted(otherLocal)) return 'They differ in the dots before the @.'
  if (local === otherLocal && domain === '') return `The IdP sends no domain; SCIM sends @${otherDomain}.`
  if (local === otherLocal && otherDomain === '') return `The IdP sends @${domain}; SCIM sends no domain.`
  if (local === otherLocal) return `The IdP sends @${domain}; SCIM sends @${otherDomain}.`
  return 'The IdP sends what SCIM has as an e-mail address of this user.'
}

const split = (name: string): [string, string] => {
  const at = name.lastIndexOf('@')
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)]
}

const undotted = (text: string): string => text.replaceAll('.', '')
