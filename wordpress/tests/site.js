// A real WordPress on loopback, with its own database and copy of the plugin, in a temporary folder. It is made of
// Debian's packages and leaves nothing behind.

import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const HERE = dirname(fileURLToPath(import.meta.url));
/** Where Debian's package puts WordPress. */
const WORDPRESS = process.env.WORDPRESS ?? "/usr/share/wordpress";

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });

/** @typedef {import("node:child_process").ChildProcess} Child */

/**
 * Starts a program, adds it to those that are running, and waits until it prints what it prints when it is ready.
 * @param {Child[]} running
 * @param {[program: string, ...words: string[]]} command
 * @param {{ ready: RegExp, env?: NodeJS.ProcessEnv, cwd?: string }} options
 */
const start = (running, [program, ...words], { ready, ...options }) =>
  new Promise((done, fail) => {
    const child = spawn(program, words, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: true });
    running.push(child);
    let said = "";
    const hear = (/** @type {Buffer} */ bytes) => {
      said += bytes;
      if (ready.test(said)) done(undefined);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", fail);
    child.once("exit", () => fail(new Error(`${program} ended:\n${said}`)));
  });

/**
 * Ends a program with the workers that it has started.
 * @param {Child} child
 */
const end = (child) =>
  new Promise((done) => {
    child.removeAllListeners("exit");
    // It has ended by itself, or was never started.
    if (!child.pid || child.exitCode !== null || child.signalCode) return done(undefined);
    child.once("exit", done);
    process.kill(-child.pid, "SIGTERM");
  });

const config = (/** @type {string} */ socket, /** @type {string} */ address) => `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HOME', '${address}' );
define( 'WP_SITEURL', '${address}' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', true );
// The site is alone: it asks nobody for updates, and passwords of applications work without TLS.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_ENVIRONMENT_TYPE', 'local' );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
`;

export const startSite = async () => {
  const folder = await mkdtemp(join(tmpdir(), "latest-news-wordpress-"));
  const running = /** @type {Child[]} */ ([]);
  const tidy = async () => {
    for (const child of running.reverse()) await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  /** @type {Promise<void> | undefined} */
  let closed;
  const close = () => (closed ??= tidy());
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => close().finally(() => process.exit(1)));
  }
  try {
    const site = join(folder, "site");
    const [data, socket, port] = [join(folder, "data"), join(folder, "db"), await freePort()];
    const address = `http://127.0.0.1:${port}`;
    await cp(WORDPRESS, site, { recursive: true, dereference: true });
    const plugin = join(site, "wp-content/plugins/latest-news");
    // A copy: removing a plugin deletes its folder.
    await cp(join(HERE, ".."), plugin, { recursive: true, filter: (path) => path !== HERE });
    await writeFile(join(site, "wp-config.php"), config(socket, address));
    await writeFile(join(folder, "first.sql"), "CREATE DATABASE IF NOT EXISTS wordpress;\n");

    const user = process.getuid?.() === 0 ? ["--user=root"] : [];
    const plain = ["--no-defaults", `--datadir=${data}`, ...user];
    await run("mariadb-install-db", [...plain, "--auth-root-authentication-method=normal", "--skip-test-db"]);
    const database = [...plain, `--socket=${socket}`, "--skip-networking", `--pid-file=${folder}/pid`];
    const small = ["--innodb-buffer-pool-size=16M", `--init-file=${folder}/first.sql`];
    await start(running, ["/usr/sbin/mariadbd", ...database, ...small], { ready: /ready for connections/ });

    /** Runs one of the scripts beside this file inside WordPress. It prints JSON. */
    const php = async (/** @type {string} */ script, /** @type {string[]} */ ...words) => {
      const { stdout } = await run("php", [join(HERE, script), site, ...words], { maxBuffer: 1 << 26 });
      return JSON.parse(stdout || "null");
    };
    const made = await php("fill.php");
    // Several workers, because a page may ask for another one.
    const env = { ...process.env, PHP_CLI_SERVER_WORKERS: "3" };
    await start(running, ["php", "-S", `127.0.0.1:${port}`, "-t", site], { ready: /started/, env, cwd: site });

    /** What PHP and WordPress have complained about. */
    const complaints = () => readFile(join(site, "wp-content/debug.log"), "utf8").catch(() => "");
    return { address, folder: site, made, php, complaints, close };
  } catch (error) {
    await close();
    throw error;
  }
};
