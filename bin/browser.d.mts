export declare function systemBrowser(): string | undefined
export declare function ensureBrowser(): void
