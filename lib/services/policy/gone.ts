import { AppError } from '#lib/errors.ts'

export const invalid = (field: string, message: string) => new AppError('invalid', message, { field })

export const gone = (thing: string) => new AppError('not-found', `This ${thing} does not exist any more.`)
