import { expect, test } from 'vitest'
import { etag } from './etag.ts'

test('an entity tag is weak and names the version', () => expect(etag(3)).toBe('W/"3"'))
