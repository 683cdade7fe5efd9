export declare function hashSources(base: string): string
