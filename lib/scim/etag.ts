/** A weak entity tag (RFC 7644 §3.14) of a resource's version counter: `W/"3"`. */
export const etag = (version: number): string => `W/"${version}"`
