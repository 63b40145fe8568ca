import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { fillCompileCache } from './fill-compile-cache.ts'

// Bundles the server into dist/, which then is all that `node dist/server.js` needs: no node_modules beside it.
const root = resolve(import.meta.dirname, '..')
const entry = 'virtual:server'

const folderOf = (name: string) => join(root, 'node_modules', name)

/** Packages with a binary, which cannot be bundled: SQLite for this platform and, on Linux, this C library. */
function nativePackages(): string[] {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } } // typed as an object only
  const library = report.header?.glibcVersionRuntime === undefined ? 'musl' : 'gnu'
  const suffix = process.platform === 'linux' ? `-${library}` : process.platform === 'win32' ? '-msvc' : ''
  return [`@libsql/${process.platform}-${process.arch}${suffix}`]
}

/** Turns the compile cache on before anything large is loaded. */
const startsWithCompileCache: Plugin = {
  name: 'start-with-compile-cache',
  resolveId: (id) => (id === entry ? id : null),
  load: (id) =>
    id === entry
      ? `import { enableCompileCache } from 'node:module'
         import { join } from 'node:path'
         const directory = join(import.meta.dirname, 'compile-cache')
         // Node before 24.12 takes the folder only; Endgame runs Node 22. What it compiles stays when the folder does.
         try { enableCompileCache({ directory, portable: true }) } catch { enableCompileCache(directory) }
         await import(${JSON.stringify(join(import.meta.dirname, 'main.ts'))})`
      : null,
}

/** The page of the API documentation asks for these; the package has more. */
const pageFiles = [
  'favicon-16x16.png',
  'favicon-32x32.png',
  'index.css',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'swagger-ui.css',
]

/** Puts beside the bundle what the server reads as files while it runs. */
function filesBesideBundle(): Plugin {
  let out = ''
  return {
    name: 'files-beside-bundle',
    configResolved: (config) => {
      out = resolve(config.root, config.build.outDir)
    },
    async buildStart() {
      for (const name of ['server', 'prisma', 'swagger-ui', 'node_modules', 'compile-cache'])
        await rm(join(out, name), { recursive: true, force: true })
    },
    async writeBundle() {
      const native = nativePackages()
      await mkdir(join(out, 'swagger-ui'), { recursive: true })
      await Promise.all([
        cp(join(root, 'prisma/migrations'), join(out, 'prisma/migrations'), { recursive: true }),
        cp(
          join(folderOf('@prisma/schema-engine-wasm'), 'schema_engine_bg.wasm'),
          join(out, 'prisma/schema_engine_bg.wasm'),
        ),
        ...pageFiles.map((name) =>
          cp(join(folderOf('@fastify/swagger-ui'), 'static', name), join(out, 'swagger-ui', name)),
        ),
        ...native.map((name) => cp(folderOf(name), join(out, 'node_modules', name), { recursive: true })),
        writeFile(join(out, 'externals.json'), `${JSON.stringify(native)}\n`),
        writeFile(join(out, 'package.json'), '{"type":"module","private":true}\n'),
      ])
      await fillCompileCache(join(out, 'server.js'))
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [startsWithCompileCache, filesBesideBundle()],
  build: {
    ssr: true,
    outDir: join(root, 'dist'),
    emptyOutDir: false, // dist/web is the page's build
    copyPublicDir: false,
    target: 'node22', // the older of the two that run it: Endgame's
    rolldownOptions: {
      input: entry,
      output: {
        entryFileNames: 'server.js',
        // In pieces: what a start does not need (the other database, provider SDKs) is not even read.
        chunkFileNames: 'server/[name]-[hash].js',
        // Names stay: stack traces are read by people.
        minify: { compress: true, mangle: false, codegen: true },
      },
    },
  },
  ssr: { target: 'node', noExternal: true, external: nativePackages() },
})
