<?php
/**
 * Addresses: the script's, which is a setting, and those beside it. Nothing is requested here.
 *
 * @package Latest_News
 */

defined( 'ABSPATH' ) || exit;

/** The option that holds the address of the script. */
const LATEST_NEWS_OPTION = 'latest_news_script';

/** The script's name. It finds its files by it, so it must not be renamed. */
const LATEST_NEWS_FILE = 'latest-news.js';

/**
 * The address of the script, or an empty text if none is set.
 *
 * @return string
 */
function latest_news_script() {
	return latest_news_clean_script( get_option( LATEST_NEWS_OPTION, '' ) );
}

/**
 * An address of the script that can be used, or an empty text. A folder's address stands for the script in it.
 *
 * @param mixed $address What somebody typed.
 * @return string
 */
function latest_news_clean_script( $address ) {
	$address = is_string( $address ) ? esc_url_raw( trim( $address ), array( 'http', 'https' ) ) : '';
	$parts   = wp_parse_url( $address );
	if ( empty( $parts['scheme'] ) || empty( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['fragment'] ) ) {
		return '';
	}
	$path = isset( $parts['path'] ) ? $parts['path'] : '/';
	if ( '/' === substr( $path, -1 ) && ! isset( $parts['query'] ) ) {
		return trailingslashit( $address ) . LATEST_NEWS_FILE;
	}
	return LATEST_NEWS_FILE === basename( $path ) ? $address : '';
}

/**
 * The folder of the script, where the files of editions are, too. It ends with a slash.
 *
 * @param string $script The script's address.
 * @return string
 */
function latest_news_folder( $script ) {
	$address = strtok( $script, '?' );
	return substr( $address, 0, -strlen( LATEST_NEWS_FILE ) );
}

/**
 * Whether an edition may have this name. Only files in the script's folder have such names, so nobody who writes a
 * shortcode can choose another script.
 *
 * @param string $name A name.
 * @return bool
 */
function latest_news_is_edition( $name ) {
	return 1 === preg_match( '/^[a-z][a-z0-9_-]{0,63}$/D', $name )
		&& ! in_array( $name, array( 'latest-news', 'pictures', 'presets', 'manifest', 'index' ), true );
}

/**
 * Addresses that the widget may fetch or link to, without the others: `http:`, `https:`, and those from the root of
 * the site. WordPress would make a host of any other relative one.
 *
 * @param string $text Addresses, separated by white space.
 * @return string
 */
function latest_news_clean_addresses( $text ) {
	$clean = array();
	foreach ( preg_split( '/\s+/', $text, -1, PREG_SPLIT_NO_EMPTY ) as $address ) {
		if ( preg_match( '#^(https?:)?/#i', $address ) ) {
			$clean[] = esc_url( $address, array( 'http', 'https' ) );
		}
	}
	return implode( ' ', array_filter( $clean ) );
}

/**
 * This site's own articles, without their contents, which the widget does not show.
 *
 * @param int $count How many the widget may need.
 * @return string
 */
function latest_news_own_feed( $count ) {
	$query = array(
		// Not its comments, which come with everything.
		'_embed'   => 'author,wp:featuredmedia,wp:term',
		'_fields'  => 'id,link,title,excerpt,date_gmt,_links,_embedded',
		'per_page' => max( 1, min( 100, $count ) ),
	);
	return add_query_arg( $query, rest_url( 'wp/v2/posts' ) );
}
