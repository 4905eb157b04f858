<?php
/**
 * The element: from the attributes that somebody wrote to markup. Every value is escaped here, at the end.
 *
 * @package Latest_News
 */

defined( 'ABSPATH' ) || exit;

/**
 * The element's markup; what editors see if there is none; or the fallback alone, in feeds.
 *
 * @param array $given Attributes by name, as somebody wrote them.
 * @return string
 */
function latest_news_element( $given ) {
	$attributes = latest_news_pick( $given );
	$script     = latest_news_script();
	if ( '' === $script ) {
		return latest_news_notice( latest_news_missing_script() );
	}
	if ( isset( $attributes['edition'] ) && ! latest_news_is_edition( $attributes['edition'] ) ) {
		/* translators: %s: what somebody wrote as the name of an edition. */
		$text = sprintf( __( 'Latest News shows nothing: “%s” is no name of an edition.', 'latest-news' ), $attributes['edition'] );
		return latest_news_notice( esc_html( $text ) );
	}
	$attributes = latest_news_complete( $attributes );
	$fallback   = latest_news_fallback( $attributes, $script );
	if ( is_feed() ) {
		return '<p>' . $fallback . '</p>';
	}
	$edition = isset( $attributes['edition'] ) ? $attributes['edition'] : '';
	latest_news_enqueue( $script, $edition );

	$html = '<latest-news';
	foreach ( $attributes as $name => $value ) {
		$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	return $html . sprintf( ' style="%s">%s</latest-news>', esc_attr( latest_news_room( $attributes ) ), $fallback );
}

/**
 * The attributes that the element has, of those that were written. Unknown ones are left out, and so are addresses
 * that nobody should follow. Wrong values stay: the widget says in the console what it expects.
 *
 * @param array $given Attributes by name.
 * @return array
 */
function latest_news_pick( $given ) {
	$picked = array();
	foreach ( latest_news_attributes() as $name => $attribute ) {
		if ( ! isset( $given[ $name ] ) || ! is_scalar( $given[ $name ] ) ) {
			continue;
		}
		$value = trim( wp_check_invalid_utf8( (string) $given[ $name ] ) );
		if ( 'feed' === $name || 'more' === $name ) {
			$value = latest_news_clean_addresses( $value );
		}
		if ( '' !== $value || $attribute['empty'] ) {
			$picked[ $name ] = $value;
		}
	}
	return $picked;
}

/**
 * An element without a feed and without an edition shows this site's articles. A feed counts more than an edition.
 *
 * @param array $attributes Attributes by name.
 * @return array
 */
function latest_news_complete( $attributes ) {
	if ( isset( $attributes['feed'] ) ) {
		unset( $attributes['edition'] );
	} elseif ( ! isset( $attributes['edition'] ) ) {
		$attributes = array( 'feed' => latest_news_own_feed( latest_news_limit( $attributes ) ) ) + $attributes;
	}
	return $attributes;
}

/**
 * How many articles the widget shows at most. It takes the default for a number that it does not know.
 *
 * @param array $attributes Attributes by name.
 * @return int
 */
function latest_news_limit( $attributes ) {
	$limit = isset( $attributes['limit'] ) ? $attributes['limit'] : '';
	if ( ctype_digit( $limit ) && $limit >= 1 && $limit <= 100 ) {
		return (int) $limit;
	}
	return (int) latest_news_attributes()['limit']['placeholder'];
}

/**
 * The link that stands there until the widget does, and if it cannot: to all news, if somebody named them; to this
 * site's articles; or to where the others come from.
 *
 * @param array  $attributes Attributes by name.
 * @param string $script     The address of the script.
 * @return string
 */
function latest_news_fallback( $attributes, $script ) {
	$source = isset( $attributes['feed'] ) ? strtok( $attributes['feed'], ' ' ) : $script;
	$host   = wp_parse_url( $source, PHP_URL_HOST );
	$own    = wp_parse_url( home_url(), PHP_URL_HOST );
	if ( null === $host || $host === $own ) {
		$posts   = (int) get_option( 'page_for_posts' );
		$address = $posts ? get_permalink( $posts ) : home_url( '/' );
		$from    = get_bloginfo( 'name', 'display' );
	} else {
		$port    = wp_parse_url( $source, PHP_URL_PORT );
		$address = set_url_scheme( '//' . $host . ( $port ? ':' . $port : '' ) . '/', wp_parse_url( $source, PHP_URL_SCHEME ) );
		$from    = $host;
	}
	if ( isset( $attributes['more'] ) ) {
		$address = $attributes['more'];
	}
	if ( ! empty( $attributes['heading'] ) ) {
		$text = $attributes['heading'];
	} else {
		/* translators: %s: the name of a site. */
		$text = sprintf( __( 'Latest news from %s', 'latest-news' ), $from );
	}
	return sprintf( '<a href="%s">%s</a>', esc_url( $address ), esc_html( $text ) );
}

/**
 * The room that the page keeps for the element, so that nothing moves when the widget comes.
 *
 * @param array $attributes Attributes by name.
 * @return string
 */
function latest_news_room( $attributes ) {
	$layout = isset( $attributes['layout'] ) ? strtolower( $attributes['layout'] ) : '';
	return 'ticker' === $layout ? 'display:block;min-height:56px' : 'display:block;min-height:min(576px,388px + 40vw)';
}

/**
 * What stands in the element's place if nothing can be shown: a hint for those who write, nothing for readers.
 *
 * @param string $text Markup that says why.
 * @return string
 */
function latest_news_notice( $text ) {
	if ( is_feed() || ! current_user_can( 'edit_posts' ) ) {
		return '';
	}
	$only = esc_html__( 'Readers do not see this line.', 'latest-news' );
	return '<p class="latest-news-notice" role="note">' . $text . ' ' . $only . '</p>';
}

/**
 * What to do if no script is set, as markup.
 *
 * @return string
 */
function latest_news_missing_script() {
	$text = esc_html__( 'Latest News shows nothing yet: the address of its script is not set.', 'latest-news' ) . ' ';
	if ( current_user_can( latest_news_capability() ) ) {
		return $text . sprintf( '<a href="%s">%s</a>', esc_url( latest_news_page() ), esc_html__( 'Set it.', 'latest-news' ) );
	}
	return $text . esc_html__( 'Please ask an administrator to set it.', 'latest-news' );
}
