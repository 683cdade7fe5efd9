import type { ParameterName } from './operations.ts'

type Parameter = {
  readonly in: 'query' | 'header'
  readonly description: string
  readonly schema: Readonly<Record<string, unknown>>
}

/** What comes in a query or a header. */
export const parameters: Readonly<Record<ParameterName, Parameter>> = {
  filter: {
    in: 'query',
    description:
      'Which resources: RFC 7644 §3.4.2.2, such as `userName eq "ada@example.com"`. Operators eq, ne, co, sw, ew, pr, gt, ge, lt, le; and, or, not, parentheses, `emails[type eq "work"]`.',
    schema: { type: 'string' },
  },
  sortBy: { in: 'query', description: 'The attribute to sort by.', schema: { type: 'string' } },
  sortOrder: {
    in: 'query',
    description: 'Which end comes first.',
    schema: { type: 'string', enum: ['ascending', 'descending'], default: 'ascending' },
  },
  startIndex: {
    in: 'query',
    description: 'The number of the first resource on the page, from 1. Not together with cursor.',
    schema: { type: 'integer', default: 1 },
  },
  count: {
    in: 'query',
    description:
      'How many resources at most; 0 for the number alone. What is too much is answered with as many as the identity provider may have on a page.',
    schema: { type: 'integer', minimum: 0 },
  },
  cursor: {
    in: 'query',
    description: 'Empty for the first page, then the nextCursor of the page before, within an hour.',
    schema: { type: 'string' },
  },
  attributes: {
    in: 'query',
    description: 'The attributes to answer with, separated by commas; id and schemas come always.',
    schema: { type: 'string' },
  },
  excludedAttributes: {
    in: 'query',
    description: 'Attributes to leave out, separated by commas: members spares reading a large group.',
    schema: { type: 'string' },
  },
  'If-Match': {
    in: 'header',
    description: 'The ETag that the change is based on: 412 when the resource has changed since.',
    schema: { type: 'string' },
  },
  'If-None-Match': {
    in: 'header',
    description: 'The ETag that the client has: 304 when it is still that.',
    schema: { type: 'string' },
  },
}
