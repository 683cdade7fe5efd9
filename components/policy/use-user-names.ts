'use client'
import { useScimValues } from './use-scim-values.ts'

/** User names of an IdP that contain what is typed. */
export const useUserNames = (idp: string) => {
  const { values, isAnswered, status, load } = useScimValues(idp, 'userName')
  return {
    names: values.map(({ value }) => ({ value })),
    status: isAnswered ? status : 'Looking for user names…',
    load,
  }
}
