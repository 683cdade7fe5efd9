export declare function systemNginx(): string | undefined
export declare function ensureNginx(): boolean
export declare const withoutNginx: string
