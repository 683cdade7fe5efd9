type Packages = Record<string, { version?: string; dev?: boolean; optionalDependencies?: Record<string, string> }>
export declare function missingFrom(packages: Packages): [path: string, entry: object][]
