<?php
/**
 * The scripts of a page: each once, however many elements there are.
 *
 * @package Latest_News
 */

defined( 'ABSPATH' ) || exit;

/**
 * Asks for the script that an element needs. WordPress prints it at the end of the page.
 *
 * @param string $script  The address of the script.
 * @param string $edition The name of an edition, whose own script stands for the general one; or an empty text.
 */
function latest_news_enqueue( $script, $edition ) {
	$handle  = 'latest-news-script';
	$address = $script;
	if ( '' !== $edition ) {
		$handle .= '-' . $edition;
		$address = latest_news_folder( $script ) . $edition . '.js';
	}
	// No version: a changed address would be another copy of the script.
	wp_enqueue_script(
		$handle,
		$address,
		array(),
		null, // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
		array(
			'strategy'  => 'async',
			'in_footer' => true,
		)
	);
}

/**
 * Makes our scripts `async`, also in versions of WordPress that know no strategy for loading.
 *
 * @param string $tag    The script tag.
 * @param string $handle Its name in WordPress.
 * @return string
 */
function latest_news_async( $tag, $handle ) {
	if ( 0 !== strpos( $handle, 'latest-news-script' ) || preg_match( '/<script[^>]*\sasync[\s=>]/', $tag ) ) {
		return $tag;
	}
	return str_replace( ' src=', ' async src=', $tag );
}
