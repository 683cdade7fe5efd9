/** What a change of policies does to somebody's access to an application. */
export const accessChanges = ['lost', 'less', 'gained', 'more'] as const
/**
 * `lost`: allowed under some circumstances before, under none now. `gained`: the other way about. `less`: under some it is
 * not allowed any more; there may be others under which it is now. `more`: only circumstances were added.
 */
export type AccessChange = (typeof accessChanges)[number]
