export declare function isInstalled(base?: string): boolean
