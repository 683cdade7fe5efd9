/** A person of the sample data. */
export type Person = {
  givenName: string
  familyName: string
  userName: string
  title: string
  department: string
  groups: readonly string[]
}

// Given name, family name, title, department, further groups. Everybody is in the group of their department.
const northwind = `
Amara|Okafor|Chief Executive|Leadership|VPN
Bastian|Keller|Staff Engineer|Engineering|VPN, On Call
Chidi|Eze|Engineer|Engineering|VPN
Daria|Nowak|Engineering Manager|Engineering|VPN, On Call
Elif|Demir|Engineer|Engineering|VPN
Farid|Rahimi|Engineer|Engineering|
Greta|Lindqvist|Designer|Product|
Hiro|Tanaka|Product Manager|Product|VPN
Ines|Carvalho|Account Executive|Sales|
Jonas|Weber|Account Executive|Sales|
Keiko|Mori|Sales Manager|Sales|VPN
Liam|Byrne|Account Executive|Sales|
Maren|Solberg|Support Specialist|Support|On Call
Nikhil|Rao|Support Specialist|Support|On Call
Olga|Petrenko|Support Lead|Support|VPN, On Call
Pablo|Iglesias|Accountant|Finance|
Quyen|Tran|Controller|Finance|VPN
Rosa|Marchetti|Recruiter|People|
Samuel|Adeyemi|Head of People|People|VPN
Tess|Van Dijk|Office Manager|People|
Umar|Siddiqui|Engineer|Engineering|
Valeria|Rojas|Data Analyst|Product|
Wren|Hughes|Engineer|Engineering|VPN
Xiomara|Peña|Account Executive|Sales|`

const harbour = `
Aino|Virtanen|Plant Manager|Operations|Remote Access
Boris|Dimitrov|Shift Lead|Operations|
Chloé|Laurent|Logistics Planner|Logistics|Remote Access
Dmitri|Volkov|Technician|Maintenance|
Esther|Cohen|Quality Engineer|Quality|Remote Access
Finn|O’Sullivan|Technician|Maintenance|
Giulia|Ferrari|Logistics Planner|Logistics|
Hassan|Benali|Shift Lead|Operations|
Ivana|Horvat|Quality Engineer|Quality|
Jakub|Zieliński|Technician|Maintenance|
Kavya|Menon|Logistics Manager|Logistics|Remote Access
Lars|Nilsen|Shift Lead|Operations|
Mei|Zhang|Process Engineer|Quality|Remote Access
Noor|Haddad|Safety Officer|Operations|
Otto|Brandt|Technician|Maintenance|
Paula|Sousa|Buyer|Logistics|`

/** The twenty-four people that Okta provisions, at northwind.example. */
export const oktaPeople: readonly Person[] = read(northwind, 'northwind.example')

/** The sixteen people that Entra ID provisions, at harbour.example. */
export const entraPeople: readonly Person[] = read(harbour, 'harbour.example')

function read(table: string, domain: string): Person[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [givenName = '', familyName = '', title = '', department = '', further = ''] = line.split('|')
      const groups = [department, ...further.split(', ').filter((name) => name !== '')]
      return {
        givenName,
        familyName,
        title,
        department,
        groups,
        userName: `${address(givenName, familyName)}@${domain}`,
      }
    })
}

/** `xiomara.pena`: without accents, spaces and apostrophes, as most mail systems want it. */
export function address(givenName: string, familyName: string): string {
  return `${givenName}.${familyName}`
    .normalize('NFD')
    .replace(/[^a-z.]/gi, '')
    .toLowerCase()
}
