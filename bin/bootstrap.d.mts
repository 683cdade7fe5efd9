export declare function isInstalled(base?: string): boolean
export declare const compileCache: string
