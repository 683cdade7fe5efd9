import { store } from '#db/index.ts'
import { chooseIdp, chooseLoggedIdp } from '#app/(portal)/authentication/scim/choice.ts'

type Idp = { id: string; name: string }

/** The IdP a SCIM page shows under the same address. One that is asked for and is not there has no stand-in here. */
export const scimIdp = async (asked: string | undefined): Promise<Idp | undefined> => {
  const choice = await chooseIdp(store(), asked)
  return choice && !choice.isSubstitute ? choice.idp : undefined
}

export const loggedIdp = async (asked: string | undefined): Promise<Idp | undefined> => {
  const choice = await chooseLoggedIdp(store(), asked)
  return choice.isSubstitute ? undefined : choice.idp
}
