// The page's shared modules are settled before anything that imports them runs.
void import('./bootstrap.tsx')
