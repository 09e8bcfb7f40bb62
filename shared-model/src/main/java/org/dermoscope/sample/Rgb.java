package org.dermoscope.sample;

/** A colour; each part on the scale 0..255, which shading may exceed until the picture is written. */
record Rgb(double red, double green, double blue) {
    /** This colour moved towards another; amount 0..1, what lies outside is clamped. */
    Rgb mix(Rgb other, double amount) {
        double a = Math.max(0, Math.min(1, amount));
        return new Rgb(red + (other.red - red) * a, green + (other.green - green) * a, blue + (other.blue - blue) * a);
    }

    Rgb times(double factor) {
        return new Rgb(red * factor, green * factor, blue * factor);
    }
}
